-- With URLS in the environment, asks the addresses in that file one after the other, from byte FROM on, each once; without
-- it, the address of the command line again and again. Prints one line: requests a second, p50 and p99 in milliseconds,
-- bytes an answer, answers of 400 and above, broken connections and time-outs, the byte in the file to go on from, and how
-- often the file had to be started again. For one thread.
local source = os.getenv("URLS")
local threads = {}

if source and source ~= "" then
   local lines
   position = tonumber(os.getenv("FROM") or 0)
   again = 0

   function init()
      lines = assert(io.open(source))
      lines:seek("set", position)
   end

   function request()
      local path = lines:read()
      if not path then
         again = again + 1
         position = 0
         lines:seek("set", 0)
         path = lines:read()
      end
      position = position + #path + 1
      return wrk.format(nil, path)
   end
end

function setup(thread)
   threads[#threads + 1] = thread
end

function done(summary, latency)
   local broken = summary.errors
   io.write(string.format("RESULT %.1f %.3f %.3f %.0f %d %d %d %d\n",
      summary.requests / summary.duration * 1e6,
      latency:percentile(50) / 1000,
      latency:percentile(99) / 1000,
      summary.bytes / math.max(summary.requests, 1),
      broken.status,
      broken.connect + broken.read + broken.write + broken.timeout,
      threads[1]:get("position") or 0,
      threads[1]:get("again") or 0))
end

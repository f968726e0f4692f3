import static org.codelibs.opensearch.runner.OpenSearchRunner.newConfigs;

import java.util.Scanner;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/**
 * A cluster of OpenSearch. Arguments: a folder, how many nodes, the port before that of the first, its name. Each line that
 * comes in is the number of a node to stop, from 0; the cluster ends with what comes in.
 */
public class Cluster {
    public static void main(String[] arguments) throws Exception {
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.build(newConfigs()
                .basePath(arguments[0])
                .numOfNode(Integer.parseInt(arguments[1]))
                .baseHttpPort(Integer.parseInt(arguments[2]))
                .clusterName(arguments[3]));
        try (Scanner lines = new Scanner(System.in)) {
            while (lines.hasNextInt()) {
                runner.getNode(lines.nextInt()).close();
            }
        }
        runner.close();
    }
}

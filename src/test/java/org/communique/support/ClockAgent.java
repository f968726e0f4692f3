package org.communique.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Makes the Java agent with which the one producer of clocks in a packaged service gives a {@link SteppedClock}. */
public final class ClockAgent {
    private ClockAgent() {}

    /** The option of a service whose clock follows the file: how far it is off, in milliseconds. */
    public static String option(Path folder, Path file) throws IOException {
        Path jar = folder.resolve("stepped-clock.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", SteppedClock.class.getName());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Class<?> needed :
                    new Class<?>[] {SteppedClock.class, Class.forName(SteppedClock.class.getName() + "$1")}) {
                add(out, needed.getName().replace('.', '/') + ".class", bytes(needed.getName()));
            }
            add(out, SteppedClock.PATCHED, patched());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
        return "-javaagent:" + jar + "=" + file;
    }

    private static void add(JarOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(bytes);
        out.closeEntry();
    }

    private static byte[] bytes(String name) throws IOException {
        try (var in = ClockAgent.class.getClassLoader().getResourceAsStream(name.replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    private static byte[] patched() throws IOException {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytes(SteppedClock.PRODUCER)).accept(new Redirection(writer), 0);
        return writer.toByteArray();
    }

    private static final class Redirection extends ClassVisitor {
        private Redirection(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String generic, String[] thrown) {
            return new MethodVisitor(api, super.visitMethod(access, name, descriptor, generic, thrown)) {
                @Override
                public void visitMethodInsn(int code, String owner, String called, String types, boolean isInterface) {
                    boolean isSystem = owner.equals("java/time/Clock") && called.equals("systemUTC");
                    super.visitMethodInsn(
                            code,
                            isSystem ? SteppedClock.class.getName().replace('.', '/') : owner,
                            called,
                            types,
                            isInterface);
                }
            };
        }
    }
}

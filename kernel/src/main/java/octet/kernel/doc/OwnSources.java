package octet.kernel.doc;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The documentation of Octet's own types and methods. JShell looks up that of the JDK only; Octet's sources lie in the
 * kernel's jar, half a megabyte of it.
 */
public final class OwnSources {
    private static final Logger LOG = Logger.getLogger(OwnSources.class.getName());
    private static final String FOLDER = "sources/";

    /** The end of a signature's name: types, and behind them a method or field. */
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z]\\w*\\.)*(?<types>[A-Z]\\w*(?:\\.[A-Z]\\w*)*)(?:\\.(?<member>\\w+))?$");

    private Map<String, String> files;

    /** Makes it without looking for the sources yet. */
    public OwnSources() {}

    /** Returns the paths by the names of types; none where there are no sources. */
    private synchronized Map<String, String> files() {
        if (files == null) {
            files = new HashMap<>();
            try {
                paths().forEach(path -> files.putIfAbsent(
                        path.substring(path.lastIndexOf('/') + 1).replace(".java", ""), path));
            } catch (IOException | URISyntaxException e) {
                LOG.log(Level.FINE, "Octet's sources cannot be read", e);
            }
        }
        return files;
    }

    /** Returns the paths of all sources as resources of this class. */
    private static List<String> paths() throws IOException, URISyntaxException {
        Path place = Path.of(OwnSources.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String folder = OwnSources.class.getPackageName().replace('.', '/') + "/" + FOLDER;
        if (Files.isRegularFile(place)) {
            try (JarFile jar = new JarFile(place.toFile())) {
                return jar.stream()
                        .map(JarEntry::getName)
                        .filter(name -> name.startsWith(folder) && name.endsWith(".java"))
                        .map(name -> name.substring(folder.length()))
                        .toList();
            }
        }
        Path root = place.resolve(folder);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.map(path -> root.relativize(path).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".java"))
                    .toList();
        }
    }

    /**
     * Returns the documentation comment of a type, method or field.
     *
     * @param signature as JShell writes it, such as {@code Model Octet.load(String file)}
     * @return empty where it is none of Octet's, or has no comment
     */
    public Optional<String> comment(String signature) {
        int open = signature.indexOf('(');
        String head = open < 0 ? signature.replaceAll(":.*", "") : signature.substring(0, open);
        Matcher name = NAME.matcher(head.replaceAll("<[^ ]*>", ""));
        if (!name.find()) {
            return Optional.empty();
        }
        String[] types = name.group("types").split("\\.");
        String parameters = open < 0 ? null : signature.substring(open + 1, signature.lastIndexOf(')'));
        return Optional.ofNullable(files().get(types[0]))
                .flatMap(path -> read(FOLDER + path))
                .map(source -> new Search(types[types.length - 1], name.group("member"), parameters).in(source));
    }

    private static Optional<String> read(String resource) {
        try (InputStream in = OwnSources.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Looks for a declaration in a source file; without a member for the type's own. */
    private static final class Search extends TreePathScanner<Void, DocTrees> {
        private final String type;
        private final String member;
        private final String parameters;
        private String found;

        Search(String type, String member, String parameters) {
            this.type = type;
            this.member = member;
            this.parameters = parameters;
        }

        String in(String source) {
            JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///C.java"), JavaFileObject.Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return source;
                }
            };
            JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                    .getTask(null, null, problem -> {}, List.of("-proc:none"), null, List.of(file));
            try {
                for (CompilationUnitTree unit : task.parse()) {
                    scan(unit, DocTrees.instance(task));
                }
            } catch (IOException e) {
                return null;
            }
            return found;
        }

        @Override
        public Void visitClass(ClassTree tree, DocTrees trees) {
            boolean isMeant = tree.getSimpleName().contentEquals(type);
            boolean isConstructor = member == null && parameters != null;
            if (isMeant
                    && (member == null && !isConstructor
                            || isConstructor && tree.getKind().name().equals("RECORD"))) {
                keep(trees);
            }
            return super.visitClass(tree, trees);
        }

        @Override
        public Void visitMethod(MethodTree tree, DocTrees trees) {
            String wanted = member == null ? "<init>" : member;
            if (parameters != null && tree.getName().contentEquals(wanted) && isInType() && isSameList(tree)) {
                keep(trees);
            }
            return super.visitMethod(tree, trees);
        }

        @Override
        public Void visitVariable(VariableTree tree, DocTrees trees) {
            if (parameters == null && member != null && tree.getName().contentEquals(member) && isInType()) {
                keep(trees);
            }
            return super.visitVariable(tree, trees);
        }

        private boolean isInType() {
            return getCurrentPath().getParentPath().getLeaf() instanceof ClassTree owner
                    && owner.getSimpleName().contentEquals(type);
        }

        /** Compares the names of parameters, which the compiler keeps for JShell. */
        private boolean isSameList(MethodTree tree) {
            List<String> declared = tree.getParameters().stream()
                    .map(p -> p.getName().toString())
                    .toList();
            String flat = parameters
                    .replaceAll("<[^<>]*>", "")
                    .replaceAll("<[^<>]*>", "")
                    .replaceAll("<[^<>]*>", "");
            List<String> asked = Pattern.compile(",")
                    .splitAsStream(flat)
                    .map(one -> one.substring(one.lastIndexOf(' ') + 1).strip())
                    .filter(one -> !one.isEmpty())
                    .toList();
            return declared.equals(asked) && (declared.isEmpty() || sameTypes(tree, flat));
        }

        private static boolean sameTypes(MethodTree tree, String flat) {
            String[] asked = flat.split(",");
            for (int i = 0; i < asked.length; i++) {
                String type = asked[i].strip().split("\\s+")[0];
                String declared =
                        tree.getParameters().get(i).getType().toString().replaceAll("<.*>", "");
                if (!simple(type).equals(simple(declared))) {
                    return false;
                }
            }
            return true;
        }

        private static String simple(String type) {
            String flat = type.replace("...", "[]");
            return flat.substring(flat.lastIndexOf('.') + 1);
        }

        private void keep(DocTrees trees) {
            String comment = trees.getDocComment(getCurrentPath());
            if (comment != null && found == null) {
                found = comment;
            }
        }
    }
}

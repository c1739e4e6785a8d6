import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles and runs samples, one after the other, in one machine of Java's.
 *
 * <p>Each is a folder, a line of standard input or of the file that is the second argument. Its sample is in {@code sample.java},
 * the variables that it has besides in {@code variables}, if that is there: names and values by turns, each with a NUL behind it.
 * For each it writes a line: the exit status, and in base64 what was said to standard error.
 */
public class Samples {
  private static final Pattern CLASS =
      Pattern.compile("(?:(?m)^\\s*)(?:public )?(?:final )?class (\\w+)[^{]*\\{(?=[\\s\\S]*\\bmain\\()");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
  private static final StandardJavaFileManager FILES =
      COMPILER.getStandardFileManager(null, null, StandardCharsets.UTF_8);
  private static final PrintStream OUT = System.out;
  private static final PrintStream ERRORS = System.err;

  public static void main(String[] args) throws Exception {
    trust(args[0]);
    System.setOut(new PrintStream(new ByteArrayOutputStream()));
    var input = args.length > 1 ? Files.newInputStream(Path.of(args[1])) : System.in;
    var lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    int worst = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      var errors = new ByteArrayOutputStream();
      System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
      int status = run(Path.of(line)) ? 0 : 1;
      OUT.println(status + " " + Base64.getEncoder().encodeToString(errors.toByteArray()));
      OUT.flush();
      ERRORS.write(errors.toByteArray());
      worst = Math.max(worst, status);
    }
    System.exit(worst);
  }

  private static boolean run(Path folder) throws Exception {
    Path variables = folder.resolve("variables");
    if (Files.exists(variables)) {
      setEnvironment(Files.readString(variables).split("\0"));
    }
    String code = Files.readString(folder.resolve("sample.java"));
    Matcher name = CLASS.matcher(code);
    String main = name.find() ? name.group(1) : "Main";
    Matcher inside = PACKAGE.matcher(code);
    String full = inside.find() ? inside.group(1) + "." + main : main;
    Path file = Files.writeString(folder.resolve(main + ".java"), code);
    FILES.setLocation(StandardLocation.CLASS_OUTPUT, List.of(folder.toFile()));
    var source = FILES.getJavaFileObjects(file);
    var errors = new OutputStreamWriter(System.err, StandardCharsets.UTF_8);
    if (!COMPILER.getTask(errors, FILES, null, List.of("-proc:none"), null, source).call()) {
      return false;
    }
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      var entry = loader.loadClass(full).getDeclaredMethod("main", String[].class);
      entry.setAccessible(true);
      entry.invoke(null, (Object) new String[0]);
      return true;
    } catch (InvocationTargetException error) {
      error.getCause().printStackTrace();
      return false;
    } catch (ReflectiveOperationException error) {
      error.printStackTrace();
      return false;
    }
  }

  /** Java reads the variables of its environment once. */
  @SuppressWarnings("unchecked")
  private static void setEnvironment(String[] pairs) throws ReflectiveOperationException {
    Field held = Collections.unmodifiableMap(Map.of()).getClass().getDeclaredField("m");
    held.setAccessible(true);
    Map<String, String> environment = (Map<String, String>) held.get(System.getenv());
    environment.clear();
    for (int at = 0; at + 1 < pairs.length; at += 2) {
      environment.put(pairs[at], pairs[at + 1]);
    }
  }

  /** Makes the recorder's certificate the one that every client trusts. */
  private static void trust(String certificate) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (var input = new FileInputStream(certificate)) {
      store.setCertificateEntry("recorder", CertificateFactory.getInstance("X.509").generateCertificate(input));
    }
    TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trusted.getTrustManagers(), null);
    SSLContext.setDefault(context);
  }
}

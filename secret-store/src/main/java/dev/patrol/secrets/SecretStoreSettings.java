package dev.patrol.secrets;

import dev.patrol.service.settings.Setting;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Which store keeps the values, and where an encrypted folder and its key are. */
@ConfigMapping(prefix = "patrol.secret-store")
public interface SecretStoreSettings {
    String KEY_VAULT = "key-vault";
    String FILE = "file";
    String FOLDER_EXPECTED = "the path of a folder for encrypted files";
    String KEY_FILE_EXPECTED = "the path of the key, outside of the folder";

    @Setting(variable = "SECRET_STORE", expects = "key-vault or file", pattern = "key-vault|file")
    String kind();

    /** Needed with {@value #FILE} only. */
    @Setting(variable = "SECRET_STORE_FOLDER", expects = FOLDER_EXPECTED)
    Optional<Path> folder();

    /** Needed with {@value #FILE} only. */
    @Setting(variable = "SECRET_STORE_KEY_FILE", expects = KEY_FILE_EXPECTED)
    Optional<Path> keyFile();

    /** Whether a missing key is made, as long as the store is empty. */
    @Setting(variable = "SECRET_STORE_CREATE_KEY", expects = "true or false", pattern = "true|false")
    boolean createKey();
}

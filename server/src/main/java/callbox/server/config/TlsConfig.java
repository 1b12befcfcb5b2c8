package callbox.server.config;

import static callbox.server.config.InvalidConfigException.require;

/// The certificate for HTTPS, as PEM files; both empty: one is made at the first start and kept in the data directory.
public record TlsConfig(String certificate, String key) {
    public TlsConfig {
        require(certificate.isEmpty() == key.isEmpty(),
                "tls.certificate and tls.key belong together; write both, or neither for a self-signed certificate");
    }

    public boolean selfSigned() {
        return certificate.isEmpty();
    }
}

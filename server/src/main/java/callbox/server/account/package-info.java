/// Who somebody is. A client shows [Credentials]; an [Authenticator] tells which user that is. With open access
/// ([OpenAuthenticator]) the identity is a random secret on the person's device, of which the [UserStore] keeps the hash.
@NullMarked
package callbox.server.account;

import org.jspecify.annotations.NullMarked;

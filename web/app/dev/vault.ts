import { browserVault } from "../../sdk/src/files/vault/browserVault.ts";

/** What keeps incoming files, with its worker and nothing else of the page, for its tests. */
Object.assign(window, { vault: browserVault() });

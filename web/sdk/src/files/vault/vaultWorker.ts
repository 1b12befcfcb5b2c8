import { answering } from "./answering.ts";
import { PrivateStorage } from "./PrivateStorage.ts";

answering({ ...new PrivateStorage() });

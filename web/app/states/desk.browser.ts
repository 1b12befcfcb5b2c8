import { desk } from "./theatre.ts";
import { lightEnglish, visit } from "./visit.ts";

visit(desk, lightEnglish);

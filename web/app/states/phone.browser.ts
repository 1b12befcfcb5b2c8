import { phone } from "./theatre.ts";
import { darkChinese, visit } from "./visit.ts";

visit(phone, darkChinese);

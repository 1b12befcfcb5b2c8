export type Corner = "top-left" | "top-right" | "bottom-left" | "bottom-right";
export const corners: readonly Corner[] = ["top-left", "top-right", "bottom-left", "bottom-right"];

/** The corner of an area that is nearest to a point in it. */
export function nearestCorner(x: number, y: number, width: number, height: number): Corner {
  return cornerOf(y < height / 2 ? "top" : "bottom", x < width / 2 ? "left" : "right");
}

/** Where an arrow key moves from a corner; null for every other key. */
export function cornerAfterKey(corner: Corner, key: string): Corner | null {
  const vertical = corner.startsWith("top") ? "top" : "bottom";
  const horizontal = corner.endsWith("left") ? "left" : "right";
  switch (key) {
    case "ArrowUp":
      return cornerOf("top", horizontal);
    case "ArrowDown":
      return cornerOf("bottom", horizontal);
    case "ArrowLeft":
      return cornerOf(vertical, "left");
    case "ArrowRight":
      return cornerOf(vertical, "right");
    default:
      return null;
  }
}

function cornerOf(vertical: "top" | "bottom", horizontal: "left" | "right"): Corner {
  return `${vertical}-${horizontal}`;
}

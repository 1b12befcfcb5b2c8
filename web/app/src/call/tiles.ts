/** Sizes in CSS pixels. */
export interface TileLayout {
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
}

/** A single picture may fill its area; in a grid the tiles keep between these ratios of width to height, which cameras have. */
const NARROWEST = 4 / 3;
const WIDEST = 16 / 9;

/** The columns and rows that give `count` equal tiles the most area. */
export function layoutTiles(count: number, areaWidth: number, areaHeight: number, gap: number): TileLayout {
  if (count <= 1) return { columns: 1, rows: 1, width: Math.max(0, areaWidth), height: Math.max(0, areaHeight) };
  let best: TileLayout | undefined;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const cell = { width: (areaWidth - gap * (columns - 1)) / columns, height: (areaHeight - gap * (rows - 1)) / rows };
    const width = Math.max(0, Math.min(cell.width, cell.height * WIDEST));
    const height = Math.max(0, Math.min(cell.height, width / NARROWEST));
    if (best === undefined || width * height > best.width * best.height) best = { columns, rows, width: Math.floor(width), height: Math.floor(height) };
  }
  return best as TileLayout;
}

/** How much of a picture may be cut off before it is shown whole, with bars. */
const LARGEST_CUT = 1.45;

/** `cover` where picture and tile are alike; `contain` where covering would hide a third of the picture or more. */
export function pictureFit(pictureRatio: number, tileRatio: number): "cover" | "contain" {
  const cut = Math.max(pictureRatio / tileRatio, tileRatio / pictureRatio);
  return cut <= LARGEST_CUT ? "cover" : "contain";
}

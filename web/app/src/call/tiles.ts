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

/** How much longer one side of a picture may be than what its tile shows of it: 1.45 cuts off less than a third. */
const LARGEST_CUT = 1.45;

/**
 * The tile for a picture of this shape (width to height) in a place. It fills the place if that cuts little off; else it is
 * between the two shapes, so that there are neither bars nor half a face. Without a picture it fills the place.
 */
export function tileFor(pictureRatio: number | null, width: number, height: number): { readonly width: number; readonly height: number } {
  if (pictureRatio === null || height === 0) return { width, height };
  const placeRatio = width / height;
  const ratio = Math.min(Math.max(placeRatio, pictureRatio / LARGEST_CUT), pictureRatio * LARGEST_CUT);
  return ratio > placeRatio ? { width, height: Math.round(width / ratio) } : { width: Math.round(height * ratio), height };
}

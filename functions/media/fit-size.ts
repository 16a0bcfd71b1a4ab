export type Size = { readonly width: number; readonly height: number };

export type Bounds = {
  readonly shortSide?: number | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** Longest side that players of the codec take. */
  readonly longSide: number;
  /** Smallest side that the encoder takes. */
  readonly minSide: number;
  readonly upscale: boolean;
};

const ratioWithin = (limit: number | undefined, side: number): number =>
  limit === undefined ? Infinity : limit / side;

const wantedScale = ({ width, height }: Size, bounds: Bounds): number => {
  const wanted = Math.min(
    ratioWithin(bounds.shortSide, Math.min(width, height)),
    ratioWithin(bounds.width, width),
    ratioWithin(bounds.height, height),
  );
  const grown = bounds.upscale && wanted !== Infinity ? wanted : Math.min(1, wanted);
  return Math.min(grown, bounds.longSide / Math.max(width, height));
};

/** 4:2:0 pictures have even sides. Nearest even number, but never past a bound or past the source. */
const evenSide = (side: number, most: number, least: number): number => {
  const nearest = 2 * Math.round(side / 2);
  return Math.max(least, nearest > most ? 2 * Math.floor(most / 2) : nearest);
};

/**
 * The size to encode at: same shape, even sides, the short side (or the box) as asked, never larger than the source
 * unless `upscale` says so or the encoder has a least size.
 */
export const fitSize = (source: Size, bounds: Bounds): Size => {
  const scale = wantedScale(source, bounds);
  const sideWithin = (side: number, limit = Infinity) => {
    const most = scale > 1 ? limit : Math.min(side, limit);
    return evenSide(side * scale, most, bounds.minSide);
  };
  return { width: sideWithin(source.width, bounds.width), height: sideWithin(source.height, bounds.height) };
};

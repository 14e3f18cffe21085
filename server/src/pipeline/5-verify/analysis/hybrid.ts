/**
 * The analysis filter bank of MPEG-1 layer III (ISO 11172-3 §2.4.3.4, annex C.1.3 and C.1.5.3.3): 32 sub-bands, each split by an MDCT of 18
 * coefficients, with the butterflies against aliasing between them.
 */

/** First half of the window of table C.1 in units of 2⁻¹⁶; the second half mirrors it, every other run of 64 has the other sign. */
const windowHalf = [
  0, -1, -1, -1, -1, -1, -1, -2, -2, -2, -2, -3, -3, -4, -4, -5, -5, -6, -7, -7, -8, -9, -10, -11, -13, -14, -16, -17,
  -19, -21, -24, -26, -29, -31, -35, -38, -41, -45, -49, -53, -58, -63, -68, -73, -79, -85, -91, -97, -104, -111, -117,
  -125, -132, -139, -147, -154, -161, -169, -176, -183, -190, -196, -202, -208, 213, 218, 222, 225, 227, 228, 228, 227,
  224, 221, 215, 208, 200, 189, 177, 163, 146, 127, 106, 83, 57, 29, -2, -36, -72, -111, -153, -197, -244, -294, -347,
  -401, -459, -519, -581, -645, -711, -779, -848, -919, -991, -1064, -1137, -1210, -1283, -1356, -1428, -1498, -1567,
  -1634, -1698, -1759, -1817, -1870, -1919, -1962, -2001, -2032, -2057, -2075, -2085, -2087, -2080, -2063, 2037, 2000,
  1952, 1893, 1822, 1739, 1644, 1535, 1414, 1280, 1131, 970, 794, 605, 402, 185, -45, -288, -545, -814, -1095, -1388,
  -1692, -2006, -2330, -2663, -3004, -3351, -3705, -4063, -4425, -4788, -5153, -5517, -5879, -6237, -6589, -6935, -7271,
  -7597, -7910, -8209, -8491, -8755, -8998, -9219, -9416, -9585, -9727, -9838, -9916, -9959, -9966, -9935, -9863, -9750,
  -9592, -9389, -9139, -8840, -8492, -8092, -7640, -7134, 6574, 5959, 5288, 4561, 3776, 2935, 2037, 1082, 70, -998,
  -2122, -3300, -4533, -5818, -7154, -8540, -9975, -11455, -12980, -14548, -16155, -17799, -19478, -21189, -22929,
  -24694, -26482, -28289, -30112, -31947, -33791, -35640, -37489, -39336, -41176, -43006, -44821, -46617, -48390,
  -50137, -51853, -53534, -55178, -56778, -58333, -59838, -61289, -62684, -64019, -65290, -66494, -67629, -68692,
  -69679, -70590, -71420, -72169, -72835, -73415, -73908, -74313, -74630, -74856, -74992, 75038,
];

const bands = 32;
const slots = 18;

/** Coefficients of one granule. */
export const granule = bands * slots;

const prototype = new Float64Array(512);
for (let n = 0; n <= 256; n += 1) {
  const value = ((windowHalf[n] as number) * ((n >> 6) & 1 ? -1 : 1)) / 65_536 / Math.sqrt(32);
  prototype[n] = value;
  if (n > 0) prototype[512 - n] = value;
}
const matrix = new Float64Array(bands * 64);
for (let band = 0; band < bands; band += 1)
  for (let n = 0; n < 64; n += 1) matrix[band * 64 + n] = Math.cos(((2 * band + 1) * (n - 16) * Math.PI) / 64);
const transform = new Float64Array(slots * 2 * slots);
for (let k = 0; k < slots; k += 1)
  for (let n = 0; n < 2 * slots; n += 1)
    transform[k * 2 * slots + n] =
      Math.sqrt(2 / slots) *
      Math.sin((Math.PI / 36) * (n + 0.5)) *
      Math.cos((Math.PI / 72) * (2 * n + 1 + slots) * (2 * k + 1));
const butterflies = [-0.6, -0.535, -0.33, -0.185, -0.095, -0.041, -0.0142, -0.0037].map((c) => ({
  keep: 1 / Math.sqrt(1 + c * c),
  cross: c / Math.sqrt(1 + c * c),
}));

const folded = new Float64Array(64);

/** One value per sub-band for each of `count` steps of 32 samples from `at` on: `into[step * 32 + band]`. Needs 512 samples from the last step on. */
export function splitBands(signal: Float64Array, at: number, count: number, into: Float64Array): void {
  for (let step = 0; step < count; step += 1) {
    const newest = at + step * bands + 511;
    for (let n = 0; n < 64; n += 1) {
      let sum = 0;
      // the cosines repeat after 128 with the sign turned after 64
      for (let j = 0; j < 8; j += 1) {
        const value = (prototype[n + 64 * j] as number) * (signal[newest - n - 64 * j] as number);
        sum += j & 1 ? -value : value;
      }
      folded[n] = sum;
    }
    for (let band = 0; band < bands; band += 1) {
      let sum = 0;
      for (let n = 0; n < 64; n += 1) sum += (matrix[band * 64 + n] as number) * (folded[n] as number);
      // every other value of every other band is turned, which puts the band's frequencies in order
      into[step * bands + band] = band & 1 && step & 1 ? -sum : sum;
    }
  }
}

/** The coefficients of the granule whose window begins at `step` of what `splitBands` made, for the bands `from` … `to` (without it). */
export function granuleAt(split: Float64Array, step: number, from: number, to: number, into: Float64Array): void {
  // the turning above counted from the first step, the codec's from the granule's first
  const turn = step & 1;
  for (let band = from; band < to; band += 1) {
    const sign = turn === 1 && band & 1 ? -1 : 1;
    for (let k = 0; k < slots; k += 1) {
      let sum = 0;
      for (let n = 0; n < 2 * slots; n += 1)
        sum += (transform[k * 2 * slots + n] as number) * (split[(step + n) * bands + band] as number);
      into[band * slots + k] = sum * sign;
    }
  }
  for (let band = from + 1; band < to; band += 1) {
    for (const [index, { keep, cross }] of butterflies.entries()) {
      const below = band * slots - 1 - index;
      const above = band * slots + index;
      const low = into[below] as number;
      const high = into[above] as number;
      into[below] = low * keep + high * cross;
      into[above] = high * keep - low * cross;
    }
  }
}

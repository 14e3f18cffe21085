import FFT from 'fft.js';

/** A modified discrete cosine transform: 2N samples in, N coefficients out; orthonormal with a window whose squares add up to one half overlapped. */
export interface Mdct {
  readonly size: number;
  /** Transforms the `2 * size` samples of `signal` from `at`, weighted with the window, into `into`. */
  run(signal: Float64Array, at: number, into: Float64Array): void;
}

/** The transform with `size` coefficients (a power of two, at least 4) under `window` (`2 * size` values), by a complex FFT of half its size. */
export function createMdct(size: number, window: Float64Array): Mdct {
  const half = size / 2;
  const fft = new FFT(half);
  const input = fft.createComplexArray();
  const output = fft.createComplexArray();
  const cosine = new Float64Array(half);
  const sine = new Float64Array(half);
  for (let n = 0; n < half; n += 1) {
    cosine[n] = Math.cos((Math.PI * (4 * n + 1)) / (4 * size));
    sine[n] = Math.sin((Math.PI * (4 * n + 1)) / (4 * size));
  }
  const folded = new Float64Array(size);
  const scale = Math.sqrt(2 / size);
  return {
    size,
    run(signal, at, into) {
      // the four quarters a b c d become (−c reversed − d, a − b reversed), on which the transform is a DCT-IV
      for (let n = 0; n < half; n += 1) {
        const c = 3 * half - 1 - n;
        const d = 3 * half + n;
        folded[n] =
          -(signal[at + c] as number) * (window[c] as number) - (signal[at + d] as number) * (window[d] as number);
        const b = size - 1 - n;
        folded[half + n] =
          (signal[at + n] as number) * (window[n] as number) - (signal[at + b] as number) * (window[b] as number);
      }
      for (let n = 0; n < half; n += 1) {
        const re = folded[2 * n] as number;
        const im = folded[size - 1 - 2 * n] as number;
        const c = cosine[n] as number;
        const s = sine[n] as number;
        input[2 * n] = re * c + im * s;
        input[2 * n + 1] = im * c - re * s;
      }
      fft.transform(output, input);
      for (let k = 0; k < half; k += 1) {
        const re = output[2 * k] as number;
        const im = output[2 * k + 1] as number;
        const c = cosine[k] as number;
        const s = sine[k] as number;
        into[2 * k] = (re * c + im * s) * scale;
        into[size - 1 - 2 * k] = -(im * c - re * s) * scale;
      }
    },
  };
}

/** The sine window of AAC and MP3, `length` values. */
export function sineWindow(length: number): Float64Array {
  return Float64Array.from({ length }, (_, n) => Math.sin((Math.PI * (n + 0.5)) / length));
}

/** The window of Vorbis I (§1.3.2), `length` values. */
export function vorbisWindow(length: number): Float64Array {
  return Float64Array.from({ length }, (_, n) =>
    Math.sin((Math.PI / 2) * Math.sin((Math.PI * (n + 0.5)) / length) ** 2),
  );
}

/** The Kaiser-Bessel-derived window of AAC (ISO 14496-3 §4.6.11.3.2), `length` values; `alpha` is 4 for long blocks. */
export function kaiserBesselWindow(length: number, alpha: number): Float64Array {
  const half = length / 2;
  const kernel = Float64Array.from({ length: half + 1 }, (_, n) =>
    bessel(Math.PI * alpha * Math.sqrt(1 - ((2 * n) / half - 1) ** 2)),
  );
  const total = kernel.reduce((sum, value) => sum + value, 0);
  const window = new Float64Array(length);
  let sum = 0;
  for (let n = 0; n < half; n += 1) {
    sum += kernel[n] as number;
    window[n] = Math.sqrt(sum / total);
    window[length - 1 - n] = window[n] as number;
  }
  return window;
}

/** Modified Bessel function of the first kind and order zero. */
function bessel(x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < 60; n += 1) {
    term *= (x / 2 / n) ** 2;
    sum += term;
  }
  return sum;
}

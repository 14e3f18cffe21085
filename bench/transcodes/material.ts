// Music-like sound made from nothing, so that what is lossless is known to be so: no recording of anybody is needed or used.

/** A recipe's sound: two channels of the same length, full scale is 1. */
export interface Sound {
  readonly rate: number;
  readonly left: Float64Array;
  readonly right: Float64Array;
}

/** One genuine recording of the corpus. */
export interface Material {
  readonly name: string;
  readonly seed: number;
  readonly bits: 16 | 24;
  /** Full-band material shows what a codec takes away; band-limited material must not be mistaken for it. */
  readonly kind: 'full-band' | 'limited';
  make(seconds: number): Sound;
}

/** Numbers in −1 … 1 from a seed (mulberry32). */
function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}

type Channel = Float64Array;
type Draw = (left: Channel, right: Channel, rate: number, random: () => number, seconds: number) => void;

/** Adds a struck, bowed or blown tone with overtones up to the edge of hearing, falling by `slope` dB per octave. */
function tone(
  left: Channel,
  right: Channel,
  rate: number,
  at: number,
  options: {
    hz: number;
    length: number;
    level: number;
    slope: number;
    attack: number;
    decay: number;
    pan: number;
    phase: () => number;
  },
): void {
  const start = Math.floor(at * rate);
  const count = Math.min(Math.floor(options.length * rate), left.length - start);
  if (count <= 0) return;
  const most = Math.min(80, Math.floor((rate * 0.49) / options.hz));
  for (let k = 1; k <= most; k += 1) {
    const level = options.level * 10 ** ((-options.slope * Math.log2(k)) / 20);
    if (level < 1e-6) break;
    const step = 2 * Math.PI * ((options.hz * k * Math.sqrt(1 + 0.0001 * k * k)) / rate);
    let re = Math.cos(options.phase() * Math.PI);
    let im = Math.sqrt(1 - re * re);
    const cos = Math.cos(step);
    const sin = Math.sin(step);
    const fade = Math.exp(-1 / ((rate * options.decay) / (1 + 0.05 * k)));
    let envelope = level;
    const rise = Math.max(1, options.attack * rate);
    for (let n = 0; n < count; n += 1) {
      const value = im * envelope * Math.min(1, n / rise) * Math.min(1, (count - n) / 400);
      left[start + n] = (left[start + n] as number) + value * (1 - options.pan);
      right[start + n] = (right[start + n] as number) + value * options.pan;
      const turned = re * cos - im * sin;
      im = re * sin + im * cos;
      re = turned;
      if (n > rise) envelope *= fade;
    }
  }
}

/** Adds a burst of noise that dies away: drums, cymbals, consonants. `dark` 0 is white. */
function burst(
  left: Channel,
  right: Channel,
  rate: number,
  at: number,
  options: { length: number; level: number; decay: number; dark: number; pan: number; random: () => number },
): void {
  const start = Math.floor(at * rate);
  const count = Math.min(Math.floor(options.length * rate), left.length - start);
  let smooth = 0;
  let envelope = options.level;
  const fade = Math.exp(-1 / (rate * options.decay));
  for (let n = 0; n < count; n += 1) {
    smooth = smooth * options.dark + options.random() * (1 - options.dark);
    const own = options.random() * 0.2 * envelope * (1 - options.dark);
    const value = smooth * envelope;
    left[start + n] = (left[start + n] as number) + value * (1 - options.pan) + own;
    right[start + n] = (right[start + n] as number) + value * options.pan - own;
    envelope *= fade;
  }
}

const hiss =
  (level: number, dark = 0): Draw =>
  (left, right, _rate, random) => {
    let a = 0;
    let b = 0;
    for (let n = 0; n < left.length; n += 1) {
      a = a * dark + random() * (1 - dark);
      b = b * dark + random() * (1 - dark);
      left[n] = (left[n] as number) + a * level;
      right[n] = (right[n] as number) + b * level;
    }
  };

const chords: Draw = (left, right, rate, random, seconds) => {
  for (let at = 0; at < seconds; at += 0.9) {
    const root = 80 * 2 ** (Math.floor((random() + 1) * 7) / 12);
    for (const ratio of [1, 1.26, 1.498, 2.003, 3.01])
      tone(left, right, rate, at, {
        hz: root * ratio,
        length: 1.1,
        level: 0.07,
        slope: 6,
        attack: 0.01,
        decay: 0.7,
        pan: (random() + 1) / 2,
        phase: random,
      });
  }
};

const drums: Draw = (left, right, rate, random, seconds) => {
  for (let at = 0; at < seconds; at += 0.21) {
    const beat = Math.round(at / 0.21);
    burst(left, right, rate, at, { length: 0.2, level: 0.25, decay: 0.03, dark: 0, pan: 0.35, random });
    if (beat % 4 === 2)
      burst(left, right, rate, at, { length: 0.4, level: 0.6, decay: 0.08, dark: 0.4, pan: 0.5, random });
    if (beat % 4 === 0)
      tone(left, right, rate, at, {
        hz: 55,
        length: 0.4,
        level: 0.6,
        slope: 18,
        attack: 0.001,
        decay: 0.12,
        pan: 0.5,
        phase: random,
      });
  }
};

const voices: Draw = (left, right, rate, random, seconds) => {
  for (let at = 0; at < seconds; at += 0.55)
    tone(left, right, rate, at, {
      hz: 220 * 2 ** (Math.floor((random() + 1) * 9) / 12),
      length: 0.7,
      level: 0.25,
      slope: 8,
      attack: 0.05,
      decay: 1.2,
      pan: 0.5 + random() * 0.1,
      phase: random,
    });
  for (let at = 0.3; at < seconds; at += 1.1)
    burst(left, right, rate, at, { length: 0.12, level: 0.12, decay: 0.05, dark: 0.1, pan: 0.5, random });
};

const strings: Draw = (left, right, rate, random, seconds) => {
  for (let at = 0; at < seconds; at += 0.35)
    tone(left, right, rate, at, {
      hz: 130 * 2 ** (Math.floor((random() + 1) * 15) / 12),
      length: 1.6,
      level: 0.06,
      slope: 9,
      attack: 0.15,
      decay: 1.5,
      pan: (random() + 1) / 2,
      phase: random,
    });
};

function draw(rate: number, seed: number, parts: readonly Draw[], seconds: number): Sound {
  const left = new Float64Array(seconds * rate);
  const right = new Float64Array(seconds * rate);
  const random = noise(seed);
  for (const part of parts) part(left, right, rate, random, seconds);
  return { rate, left, right };
}

/** Multiplies by `gain`, or, with `'loud'`, pushes into soft saturation as loud masters are. */
function level(sound: Sound, gain: number | 'loud'): Sound {
  for (const channel of [sound.left, sound.right]) {
    let peak = 1e-9;
    for (const value of channel) peak = Math.max(peak, Math.abs(value));
    for (let n = 0; n < channel.length; n += 1)
      channel[n] =
        gain === 'loud'
          ? Math.tanh(((channel[n] as number) / peak) * 4) * 0.95
          : ((channel[n] as number) / peak) * gain;
  }
  return sound;
}

/** Low-pass of `order` gentle poles, as tape, tubes and equalisers have it (12 dB per octave each). */
function dull(sound: Sound, hz: number, order: number): Sound {
  const w = Math.tan((Math.PI * hz) / sound.rate);
  for (let pass = 0; pass < order; pass += 1) {
    const q = 1 / (2 * Math.cos((Math.PI * (2 * pass + 1)) / (4 * order)));
    const norm = 1 / (1 + w / q + w * w);
    const b0 = w * w * norm;
    const a1 = 2 * (w * w - 1) * norm;
    const a2 = (1 - w / q + w * w) * norm;
    for (const channel of [sound.left, sound.right]) {
      let [x1, x2, y1, y2] = [0, 0, 0, 0];
      for (let n = 0; n < channel.length; n += 1) {
        const x = channel[n] as number;
        const y = b0 * (x + 2 * x1 + x2) - a1 * y1 - a2 * y2;
        [x2, x1, y2, y1] = [x1, x, y1, y];
        channel[n] = y;
      }
    }
  }
  return sound;
}

/** Low-pass with an edge as steep as digital restoration makes it: a windowed sinc of 511 taps. */
function brick(sound: Sound, hz: number): Sound {
  const taps = 511;
  const middle = (taps - 1) / 2;
  const kernel = Float64Array.from({ length: taps }, (_, n) => {
    const x = n - middle;
    const sinc = x === 0 ? (2 * hz) / sound.rate : Math.sin((2 * Math.PI * hz * x) / sound.rate) / (Math.PI * x);
    return (
      sinc * (0.42 - 0.5 * Math.cos((2 * Math.PI * n) / (taps - 1)) + 0.08 * Math.cos((4 * Math.PI * n) / (taps - 1)))
    );
  });
  const run = (channel: Channel): Channel => {
    const out = new Float64Array(channel.length);
    for (let n = 0; n < channel.length; n += 1) {
      let sum = 0;
      const from = Math.max(0, n - middle);
      const to = Math.min(channel.length - 1, n + middle);
      for (let m = from; m <= to; m += 1) sum += (channel[m] as number) * (kernel[m - n + middle] as number);
      out[n] = sum;
    }
    return out;
  };
  return { rate: sound.rate, left: run(sound.left), right: run(sound.right) };
}

function mono(sound: Sound): Sound {
  for (let n = 0; n < sound.left.length; n += 1) {
    const middle = ((sound.left[n] as number) + (sound.right[n] as number)) / 2;
    sound.left[n] = middle;
    sound.right[n] = middle;
  }
  return sound;
}

function crackle(sound: Sound, seed: number): Sound {
  const random = noise(seed);
  for (let n = 0; n < sound.left.length; n += 1)
    if (random() > 0.9996) {
      const click = random() * 0.3;
      sound.left[n] = (sound.left[n] as number) + click;
      sound.right[n] = (sound.right[n] as number) + click * 0.9;
    }
  return sound;
}

type Recipe = (play: (...parts: readonly Draw[]) => Sound, seed: number) => Sound;

const band: readonly Draw[] = [chords, drums, voices, hiss(0.001)];
const recipes: readonly (readonly [name: string, kind: Material['kind'], recipe: Recipe, rate?: number])[] = [
  ['noise', 'full-band', (play) => level(play(hiss(1)), 0.5)],
  ['pink', 'full-band', (play) => level(play(hiss(1, 0.7), drums), 0.7)],
  ['pop', 'full-band', (play) => level(play(...band), 0.8)],
  ['loud', 'full-band', (play) => level(play(...band), 'loud')],
  ['drums', 'full-band', (play) => level(play(drums), 0.9)],
  ['voice', 'full-band', (play) => level(play(voices, hiss(0.0005)), 0.7)],
  ['mono', 'full-band', (play) => mono(level(play(...band), 0.7))],
  ['quiet', 'full-band', (play) => level(play(...band), 0.02)],
  ['classical', 'limited', (play) => level(play(strings, hiss(0.00003)), 0.4)],
  ['classical-clean', 'limited', (play) => level(play(strings), 0.3)],
  ['dark', 'limited', (play, seed) => level(dull(play(...band), 6000 + 900 * (seed % 5), 1 + (seed % 3)), 0.8)],
  [
    'tape',
    'limited',
    (play, seed) => level(dull(play(voices, strings, hiss(0.004)), 11_000 + 400 * (seed % 6), 2), 0.6),
  ],
  [
    'old',
    'limited',
    (play, seed) =>
      crackle(level(dull(mono(play(voices, strings, hiss(0.01))), 5000 + 500 * (seed % 4), 4), 0.5), seed),
  ],
  [
    'restored',
    'limited',
    (play, seed) => level(brick(play(voices, strings, hiss(0.01)), 7000 + 1000 * (seed % 5)), 0.5),
  ],
  ['tones', 'limited', (play) => level(play(chords), 0.5)],
  // true recordings of 96 kHz: with sound up to the top, and with microphones that hear little beyond 20 kHz
  ['hi-res', 'limited', (play) => level(play(...band), 0.7), 96_000],
  [
    'hi-res-soft',
    'limited',
    (play, seed) => level(dull(play(voices, strings, hiss(0.002)), 18_000 + 800 * (seed % 5), 1 + (seed % 2)), 0.5),
    96_000,
  ],
  ['silence', 'limited', (play, seed) => play(...(seed % 2 === 1 ? [] : [hiss(0.00003)]))],
];

/** The genuine recordings: every recipe with every seed; unless the recipe does, the seed also picks the rate (44.1 or 48 kHz) and depth (16 or 24 bits). */
export function materials(seeds: readonly number[]): Material[] {
  return seeds.flatMap((seed) => {
    const usual = seed % 3 === 0 ? 48_000 : 44_100;
    return recipes.map(([name, kind, recipe, rate]) => ({
      name: `${name}-${seed}`,
      seed,
      bits: rate !== undefined || seed % 4 === 3 ? (24 as const) : (16 as const),
      kind,
      make: (seconds: number) => recipe((...parts) => draw(rate ?? usual, seed, parts, seconds), seed),
    }));
  });
}

/** One field of a message: its number, and a number (varint, fixed64, fixed32, as they stand) or bytes. */
export interface Field {
  readonly number: number;
  readonly value: bigint | Buffer;
}

/** Takes a message of Protocol Buffers apart (protobuf.dev, "Encoding"). Throws `RangeError` for what is none. */
export function fieldsOf(message: Buffer): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = message.readUInt8(at);
      at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError('A number of a message is too long.');
  };
  while (at < message.length) {
    const tag = varint();
    const number = Number(tag >> 3n);
    const wire = Number(tag & 7n);
    if (number === 0) throw new RangeError('A field has the number 0.');
    if (wire === 0) fields.push({ number, value: varint() });
    else if (wire === 1) {
      fields.push({ number, value: message.readBigUInt64LE(at) });
      at += 8;
    } else if (wire === 5) {
      fields.push({ number, value: BigInt(message.readUInt32LE(at)) });
      at += 4;
    } else if (wire === 2) {
      const length = Number(varint());
      if (at + length > message.length) throw new RangeError('A field is longer than its message.');
      fields.push({ number, value: message.subarray(at, at + length) });
      at += length;
    } else throw new RangeError(`There is no wire type ${wire}.`);
  }
  return fields;
}

/** The fields of that number which hold bytes. */
export function bytesIn(fields: readonly Field[], number: number): Buffer[] {
  return fields.flatMap((field) => (field.number === number && Buffer.isBuffer(field.value) ? [field.value] : []));
}

/** The last field of that number which holds a number; 0: there is none. */
export function numberIn(fields: readonly Field[], number: number): bigint {
  const found = fields.findLast((field) => field.number === number && typeof field.value === 'bigint');
  return typeof found?.value === 'bigint' ? found.value : 0n;
}

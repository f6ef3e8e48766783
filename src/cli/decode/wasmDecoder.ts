/** One frame out of a codec: cells of 8 or 16 bits, little endian, samples interleaved. */
export interface DecodedFrame {
  readonly columns: number;
  readonly rows: number;
  readonly samplesPerPixel: number;
  readonly bytes: Uint8Array;
  /** Sign of the values as the codestream states it; absent where codestreams of the kind state none. */
  readonly signed?: boolean;
}

/** What the WebAssembly codecs of Cornerstone have in common. */
export interface WasmDecoder {
  getEncodedBuffer(length: number): Uint8Array;
  decode(): void;
  getFrameInfo(): {
    readonly width: number;
    readonly height: number;
    readonly componentCount: number;
    readonly isSigned?: boolean;
  };
  getDecodedBuffer(): Uint8Array;
  delete(): void;
}
export type WasmDecoderClass = new () => WasmDecoder;

/** Codecs chat on standard output, which belongs to the answer of the command: they are told to be quiet. */
export interface CodecOptions {
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
}
/** A new object each time: the factory makes its module out of the one it is given. */
export const quiet = (): CodecOptions => ({ print: () => undefined, printErr: () => undefined });

/** Decodes one codestream; throws what the codec throws (numbers among it). */
export function runWasmDecoder(Decoder: WasmDecoderClass, codestream: Uint8Array): DecodedFrame {
  const decoder = new Decoder();
  try {
    decoder.getEncodedBuffer(codestream.length).set(codestream);
    decoder.decode();
    const { width, height, componentCount, isSigned } = decoder.getFrameInfo();
    // A copy: the buffer belongs to the module's memory and goes with the decoder.
    const bytes = Uint8Array.from(decoder.getDecodedBuffer());
    const frame = { columns: width, rows: height, samplesPerPixel: componentCount, bytes };
    return isSigned === undefined ? frame : { ...frame, signed: isSigned };
  } finally {
    decoder.delete();
  }
}

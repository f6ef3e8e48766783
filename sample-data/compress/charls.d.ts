/** CharLS with its encoder, as WebAssembly; the package ships no types. */
declare module '@cornerstonejs/codec-charls/wasmjs' {
  interface JpegLsEncoder {
    readonly getDecodedBuffer: (frame: {
      readonly width: number;
      readonly height: number;
      readonly bitsPerSample: number;
      readonly componentCount: number;
    }) => Uint8Array;
    readonly setNearLossless: (tolerance: number) => void;
    readonly setInterleaveMode: (mode: number) => void;
    readonly encode: () => void;
    readonly getEncodedBuffer: () => Uint8Array;
    readonly delete: () => void;
  }
  const factory: () => Promise<{ readonly JpegLSEncoder: new () => JpegLsEncoder }>;
  export default factory;
}

/** The codec packages that Cornerstone brings; none of them ships usable types. */
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  const factory: (
    options: import('./wasmDecoder.ts').CodecOptions,
  ) => Promise<{ readonly J2KDecoder: import('./wasmDecoder.ts').WasmDecoderClass }>;
  export default factory;
}
declare module '@cornerstonejs/codec-charls/decodewasmjs' {
  const factory: (
    options: import('./wasmDecoder.ts').CodecOptions,
  ) => Promise<{ readonly JpegLSDecoder: import('./wasmDecoder.ts').WasmDecoderClass }>;
  export default factory;
}
declare module '@cornerstonejs/codec-openjph/wasmjs' {
  const factory: (
    options: import('./wasmDecoder.ts').CodecOptions,
  ) => Promise<{ readonly HTJ2KDecoder: import('./wasmDecoder.ts').WasmDecoderClass }>;
  export default factory;
}
declare module '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs' {
  const factory: (
    options: import('./wasmDecoder.ts').CodecOptions,
  ) => Promise<{ readonly JPEGDecoder: import('./wasmDecoder.ts').WasmDecoderClass }>;
  export default factory;
}
declare module '@cornerstonejs/codec-libjxl/decodewasmjs' {
  const factory: (options: {
    readonly wasmBinary: Uint8Array;
  }) => Promise<{ readonly JpegXLDecoder: import('./wasmDecoder.ts').WasmDecoderClass }>;
  export default factory;
}

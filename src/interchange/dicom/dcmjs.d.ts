/** The part of dcmjs used here: serializing data sets (the package has no types). */
declare module 'dcmjs' {
  interface Values {
    readonly vr: string;
    readonly Value: readonly unknown[];
  }
  class DicomDict {
    constructor(meta: Readonly<Record<string, Values>>);
    dict: Readonly<Record<string, Values>>;
    write(): ArrayBuffer;
  }
  export const data: { readonly DicomDict: typeof DicomDict };
}

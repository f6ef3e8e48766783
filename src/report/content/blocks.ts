import type { Severity, Side } from '../../domain/vocabulary/terms.ts';
import type { Drawing } from '../map/shapes.ts';

/** A report as a list of blocks: what stands on the page, without a word on how a PDF is made. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}
export interface GlanceRow {
  /** Null where the plan has one site. */
  readonly site: number | null;
  readonly level: string;
  readonly side: Side;
  readonly sideWords: string;
  readonly approach: string;
}
export interface ReportPicture {
  readonly pngBase64: string;
  readonly caption: string;
}
export type Block =
  | { readonly kind: 'heading'; readonly text: string; readonly newPage: boolean }
  | { readonly kind: 'subheading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly tone: 'normal' | 'quiet' | 'loud' }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'glance'; readonly rows: readonly GlanceRow[] }
  | { readonly kind: 'notice'; readonly title: string; readonly lines: readonly string[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | {
      readonly kind: 'hazard';
      readonly severity: Severity;
      readonly title: string;
      readonly lines: readonly string[];
    }
  | {
      readonly kind: 'beside';
      readonly drawing: Drawing;
      readonly blocks: readonly Block[];
    }
  | { readonly kind: 'pictures'; readonly pictures: readonly ReportPicture[] }
  /** Pictures of page one: as high as it leaves room for. */
  | {
      readonly kind: 'front-pictures';
      readonly title: string;
      readonly pictures: readonly ReportPicture[];
    };

/** The strip at the head of every page, the words at its foot, and what stands between. */
export interface ReportDocument {
  readonly title: string;
  readonly patientName: string;
  readonly patientLine: string;
  readonly planLine: string;
  /** Loud in the strip: "NOT SIGNED" where nobody has signed. */
  readonly state: string;
  readonly foot: string;
  /** ISO 8601: when it was signed or made; the same plan gives the same document. */
  readonly madeAt: string;
  readonly blocks: readonly Block[];
}

export const heading = (text: string): Block => ({ kind: 'heading', text, newPage: false });
export const pageHeading = (text: string): Block => ({ kind: 'heading', text, newPage: true });
export const subheading = (text: string): Block => ({ kind: 'subheading', text });
export const quiet = (text: string): Block => ({ kind: 'text', text, tone: 'quiet' });
export const sentence = (text: string): Block => ({ kind: 'text', text, tone: 'normal' });
export const facts = (rows: readonly Fact[]): Block => ({ kind: 'facts', facts: rows });
export const fact = (label: string, value: string): Fact => ({ label, value });

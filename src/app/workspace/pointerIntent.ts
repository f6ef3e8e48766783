import type { CaseCommand } from '../../domain/case/commands.ts';
import type { CaseDocument, ClickPlane, Place, PointLps, RegionShape } from '../../domain/case/document.ts';
import type { Vertebra } from '../../domain/vocabulary/level.ts';
import type { PointerAt } from '../../viewer/api.ts';
import type { ContextMenu, SpineMode, ToolInHand } from '../workspace.ts';

/** What a gesture on a pane asks for. Ids, measurements and the viewer come later: this is a pure reading. */
export type Intent =
  | { readonly kind: 'command'; readonly command: CaseCommand }
  | { readonly kind: 'place-label'; readonly command: CaseCommand; readonly level: Vertebra }
  | { readonly kind: 'insert-label'; readonly command: CaseCommand }
  | { readonly kind: 'add-finding'; readonly place: Place; readonly keepTool: boolean }
  | { readonly kind: 'ruler-end'; readonly place: Place }
  | { readonly kind: 'add-region'; readonly shape: RegionShape; readonly keepTool: boolean }
  | { readonly kind: 'grow-from'; readonly seedLpsMm: PointLps; readonly keepTool: boolean }
  | {
      readonly kind: 'bounds';
      readonly regionId: string;
      readonly minLpsMm: PointLps;
      readonly maxLpsMm: PointLps;
    }
  | { readonly kind: 'gesture'; readonly phase: 'mark' | 'commit' | 'bail' }
  | { readonly kind: 'show'; readonly place: Place }
  | { readonly kind: 'select'; readonly targetId: string | null }
  | { readonly kind: 'menu'; readonly menu: ContextMenu }
  | { readonly kind: 'maximise'; readonly paneId: string }
  | { readonly kind: 'refuse'; readonly text: string };

export interface PointerContext {
  readonly doc: CaseDocument;
  readonly tool: ToolInHand;
  readonly spineMode: SpineMode;
  readonly nextLevel: Vertebra;
  readonly paneId: string;
  readonly seriesUid: string;
  readonly frameOfReferenceUid: string | null;
  /** Straightened along the spine: no flat plane to draw a region on. */
  readonly curved?: boolean;
  /** The anatomical plane of the pane; null where the picture has none. */
  readonly clickPlane?: ClickPlane | null;
}

/** Patient space where the data give it; else the pixel of one image and frame; else nothing. */
export function placeAt(
  at: PointerAt,
  context: Pick<PointerContext, 'seriesUid' | 'frameOfReferenceUid'>,
): Place | null {
  const { seriesUid, frameOfReferenceUid } = context;
  if (at.pointLpsMm !== null && frameOfReferenceUid !== null)
    return { kind: 'patient', seriesUid, frameOfReferenceUid, pointLpsMm: at.pointLpsMm };
  return at.image === null ? null : { kind: 'image', seriesUid, ...at.image };
}

/** The plane that a label was clicked on, where the picture has one. */
export const clicked = ({ clickPlane = null }: PointerContext): { readonly clickedOn?: ClickPlane } =>
  clickPlane === null ? {} : { clickedOn: clickPlane };

/** Series dragged inside the page: a type of its own, so that dropped files are never mistaken for one. */
export const SERIES_DRAG_TYPE = 'application/x-patchpoint-series';

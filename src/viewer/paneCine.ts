import type { SeriesImage } from '../imaging/seriesImage.ts';
import type { Pane } from './api.ts';
import { cineTiming } from './cineClock.ts';
import { createCinePlayer, type CinePlayer } from './cinePlayer.ts';
import type { Surface } from './surface.ts';

/** The run of a pane that shows one: none before it is open, and none for slices in space. */
export interface PaneCine {
  readonly player: () => CinePlayer | null;
  /** Plays this surface from now on, where it is a run. */
  open(surface: Surface, image: SeriesImage): void;
  readonly command: Pane['cine'];
  readonly setManner: Pane['setCine'];
  pause(): void;
  close(): void;
}

export interface CineHost {
  readonly surface: () => Surface | null;
  goTo(index: number): void;
  changed(): void;
}

export function createPaneCine(host: CineHost): PaneCine {
  let player: CinePlayer | null = null;
  const pause = (): void => player?.pause();
  return {
    player: () => player,
    open: (surface, image) => {
      const first = image.frames[0];
      if (surface.plane !== 'stack' || surface.count() < 2 || first === undefined || !isRun(image)) return;
      const canShow = (index: number): boolean => !surface.busy() && image.present[index] === 1;
      const timing = cineTiming(first.header, surface.count());
      player = createCinePlayer(
        timing,
        (index) => host.goTo(index),
        canShow,
        () => host.changed(),
      );
    },
    command: (command) => {
      const surface = host.surface();
      if (player === null || surface === null) return;
      const play = command === 'play' || (command === 'toggle' && !player.playing());
      if (play) player.play(surface.index());
      else player.pause();
      host.changed();
    },
    setManner: (manner) => {
      player?.setManner(manner);
      host.changed();
    },
    pause,
    close: () => {
      pause();
      player = null;
    },
  };
}

/** A run in time: projection frames, not slices in space. */
const isRun = (image: SeriesImage): boolean => image.frames[0]?.header.imagePositionPatient === null;

/** What `patchpoint NAME …` runs. A command resolves to the exit code: 0 answered, 2 wrong use or unreadable input, 1 anything else. */
export interface Command {
  readonly usage: string;
  readonly summary: string;
  /** Loaded on use: one command's cost is not the others'. */
  readonly load: () => Promise<(args: readonly string[]) => Promise<number>>;
}

export const COMMANDS: Readonly<Record<string, Command>> = {
  inspect: {
    usage: 'inspect PATH --json',
    summary: 'series and a verdict for every file below PATH',
    load: async () => (await import('./inspect.ts')).inspectCommand,
  },
  label: {
    usage: 'label REQUEST.json|- --json',
    summary: 'vertebral labels of a range from clicked anchors',
    load: async () => (await import('./label.ts')).labelCommand,
  },
  locate: {
    usage: 'locate REQUEST.json|- --json',
    summary: 'level and side of points from labels',
    load: async () => (await import('./locate.ts')).locateCommand,
  },
  export: {
    usage: 'export PLAN.json|- --format FORMAT --out FILE',
    summary: 'a valid plan in another format',
    load: async () => (await import('./export.ts')).exportCommand,
  },
  read: {
    usage: 'read PATH --json [--images DIR]',
    summary: 'what other objects (SR, KOS, GSPS, SEG, RTSTRUCT) say, and where their marks lie',
    load: async () => (await import('./read.ts')).readCommand,
  },
  deidentify: {
    usage: 'deidentify PATH --out DIR [--json] [--option NAME …]',
    summary: 'images after the basic profile of PS3.15; what was done, file by file',
    load: async () => (await import('./deidentify.ts')).deidentifyCommand,
  },
  validate: {
    usage: 'validate PLAN.json|-',
    summary: 'a plan against its schema and its own marks',
    load: async () => (await import('./validate.ts')).validateCommand,
  },
};

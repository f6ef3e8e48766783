import { Button, Modal, Switch } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import {
  actionFor,
  comboFor,
  comboOf,
  comboWords,
  KEY_ACTIONS,
  KEY_GROUPS,
  keyActions,
  type KeyAction,
} from '../../app/workspace/keyMap.ts';
import { preferences, usePreferences } from './preferences.ts';
import classes from './Workspace.module.css';

const MODIFIERS = ['control', 'shift', 'alt', 'meta'];

/** All keys on one sheet; a click on a key cap listens for another one. */
export function KeySheet({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { keys, singleKeys } = usePreferences((state) => state);
  const [listening, setListening] = useState<KeyAction | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const take = (action: KeyAction, event: KeyboardEvent): void => {
    if (listening !== action || MODIFIERS.includes(event.key.toLowerCase()) || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    setListening(null);
    if (event.key === 'Escape') return;
    const combo = comboOf(event);
    const taken = actionFor(combo, keys);
    if (taken !== null && taken !== action) {
      setProblem(`${comboWords(combo)} already means “${KEY_ACTIONS[taken].title}”.`);
      return;
    }
    setProblem(null);
    preferences.setState({ keys: { ...keys, [action]: combo } });
  };

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Keys and mouse"
      closeButtonProps={{ 'aria-label': 'Close' }}
      size={1080}
      closeOnEscape={listening === null}
    >
      <p>
        Left button: the tool in hand. Right drag: window. Middle drag: pan. Wheel: scroll. Ctrl and wheel:
        zoom. Double click: maximise. One finger: scroll by moving, place by a tap, menu by resting; two
        fingers: pan and zoom.
      </p>
      <div className={classes.sheet}>
        {KEY_GROUPS.map((group) => (
          <section key={group} className={classes.sheetGroup}>
            <h3>{group}</h3>
            {keyActions()
              .filter((action) => KEY_ACTIONS[action].group === group)
              .map((action) => (
                <div key={action} className={classes.keyRow}>
                  <span>{KEY_ACTIONS[action].title}</span>
                  <button
                    type="button"
                    className={classes.keyCap}
                    data-listening={listening === action || undefined}
                    aria-label={`Key for ${KEY_ACTIONS[action].title}: ${comboWords(comboFor(action, keys))}. Change`}
                    onClick={() => setListening(action)}
                    onBlur={() => setListening(null)}
                    onKeyDown={(event) => take(action, event)}
                  >
                    {listening === action ? 'press a key' : comboWords(comboFor(action, keys))}
                  </button>
                </div>
              ))}
          </section>
        ))}
      </div>
      {problem === null ? null : <p role="alert">{problem}</p>}
      <div className={classes.keyRow}>
        <Switch
          label="Single-letter keys"
          checked={singleKeys}
          onChange={(event) => preferences.setState({ singleKeys: event.currentTarget.checked })}
        />
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            setProblem(null);
            preferences.setState({ keys: {}, singleKeys: true });
          }}
        >
          Keys as shipped
        </Button>
      </div>
    </Modal>
  );
}

import { Modal } from "@mantine/core";
import classes from "./key-overlay.module.css";
import { KEY_GROUPS } from "./keys.ts";

/** Every key of the room, printed from the table that the room listens by. */
export function KeyOverlay(props: {
  readonly opened: boolean;
  readonly onClose: () => void;
}): React.JSX.Element {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Keys" size={1060}>
      <p className={classes.rule}>
        A minute takes two keys, then the next one follows: <kbd>5</kbd> <kbd>S</kbd> from arousal 3 on,{" "}
        <kbd>2</kbd> <kbd>Enter</kbd> (or <kbd>2</kbd> <kbd>2</kbd>) below, <kbd>N</kbd> <kbd>1</kbd> for a
        minute that cannot be rated. Each key is stored at once; a digit can be corrected until the second
        key.
      </p>
      <div className={classes.groups}>
        {KEY_GROUPS.map(({ title, rows }) => (
          <section key={title} className={classes.group}>
            <h3>{title}</h3>
            <dl className={classes.rows}>
              {rows.map(({ label, caps }) => (
                <div key={label}>
                  <dt>
                    {caps.map((cap) => (
                      <kbd key={cap}>{cap}</kbd>
                    ))}
                  </dt>
                  <dd>{label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

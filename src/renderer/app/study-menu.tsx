import { Menu, UnstyledButton } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import type { Study } from "../../shared/contract/studies.ts";
import { ModelsDialog } from "../models/models-dialog.tsx";
import { StudySettingsDialog } from "../study/study-settings-dialog.tsx";
import { client } from "./client.ts";
import { DoctorPanel } from "./doctor-panel.tsx";
import classes from "./menu-button.module.css";
import { studyChanged, useSystemInfo } from "./study.ts";

/** The open study's name, with what can be done to the study as a whole. */
export function StudyMenu({ study }: { readonly study: Study }): React.JSX.Element {
  const navigate = useNavigate();
  const info = useSystemInfo();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<"doctor" | "settings" | "models" | null>(null);
  const close = useMutation({
    mutationFn: () => client.studies.close(),
    onSuccess: async () => {
      await navigate({ to: "/" });
      await studyChanged(null);
    },
  });
  function show(what: "doctor" | "settings" | "models"): void {
    // The menu's item is gone when the panel closes; the focus shall return to what opened them both.
    button.current?.focus();
    setOpen(what);
  }
  const hide = () => setOpen(null);
  return (
    <>
      <Menu position="bottom-start" width={340}>
        <Menu.Target>
          <UnstyledButton ref={button} className={classes.button} aria-label={`Study ${study.name}: menu`}>
            <span className={classes.name}>{study.name}</span>
            <span aria-hidden="true">▾</span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label style={{ overflowWrap: "anywhere" }}>{study.path}</Menu.Label>
          <Menu.Item onClick={() => show("settings")}>Study settings …</Menu.Item>
          <Menu.Item onClick={() => show("models")}>Models …</Menu.Item>
          <Menu.Item onClick={() => show("doctor")}>Check study and environment …</Menu.Item>
          <Menu.Item onClick={() => close.mutate()}>Close study</Menu.Item>
          {info && (
            <>
              <Menu.Divider />
              <Menu.Label>Minutewise {info.version} · for research, not a diagnostic device</Menu.Label>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <StudySettingsDialog study={study} opened={open === "settings"} onClose={hide} />
      <ModelsDialog opened={open === "models"} onClose={hide} />
      <DoctorPanel opened={open === "doctor"} onClose={hide} />
    </>
  );
}

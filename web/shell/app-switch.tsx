import { useServer } from "../data/server.tsx";
import { strings } from "../words/strings.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import "./app-switch.css";

const words = strings.shell;

/** Which app is shown, and the way to the others; nothing where there is no other. */
export default function AppSwitch() {
  const { apps: loaded } = useServer();
  if (loaded.status !== "ready") return null;
  const { apps } = loaded.value;
  const current = apps.find((app) => app.current);
  // Whoever has no part in the one that is shown may have another.
  if (apps.length < (current ? 2 : 1)) return null;
  return (
    <Menu
      label={current ? words.switchApp(current.name) : words.chooseApp}
      className="app-switch"
      items={apps.map(({ slug, name, base, current: isCurrent }) => ({
        key: slug,
        label: name,
        disabled: isCurrent,
        // Another app shares nothing with this one: the page is loaded anew.
        go: () => location.assign(`${base}/`),
      }))}
    >
      <span>{current?.name ?? words.chooseApp}</span>
      <Icon name="down" />
    </Menu>
  );
}

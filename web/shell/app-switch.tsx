import { appListShape } from "../../src/contract/app.ts";
import { useGet } from "../data/use-get.ts";
import { strings } from "../words/strings.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import "./app-switch.css";

const words = strings.shell;

/** Which app is shown, and the way to the others; nothing where there is one alone. */
export default function AppSwitch() {
  const { loaded } = useGet(appListShape, "/api/apps");
  if (loaded.status !== "ready" || loaded.value.apps.length < 2) return null;
  const { apps } = loaded.value;
  const current = apps.find((app) => app.current);
  return (
    <Menu
      label={words.switchApp(current?.name ?? "")}
      className="app-switch"
      items={apps.map(({ slug, name, base, current: isCurrent }) => ({
        key: slug,
        label: name,
        disabled: isCurrent,
        // Another app shares nothing with this one: the page is loaded anew.
        go: () => location.assign(`${base}/`),
      }))}
    >
      <span>{current?.name}</span>
      <Icon name="down" />
    </Menu>
  );
}

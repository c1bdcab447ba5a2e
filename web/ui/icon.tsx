import "./icon.css";

const paths = {
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 20 20",
  plus: "M12 5v14M5 12h14",
  send: "M12 19V6M6.5 11.5 12 6l5.5 5.5",
  stop: "M8 8h8v8H8z",
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6 6 18",
  code: "m9 8-4 4 4 4M15 8l4 4-4 4",
  plug: "M9 4v5M15 4v5M7 9h10v3a5 5 0 0 1-10 0zM12 17v4",
  flask: "M10 4h4M11 4v6l-5 8.5A1 1 0 0 0 7 20h10a1 1 0 0 0 1-1.5L13 10V4",
  chat: "M5 6h14v10H10l-4 3.5V16H5z",
  check: "m5 12.5 4.5 4.5L19 7.5",
  alert: "M12 8v5M12 16.5v.01M12 3.5 21 19.5H3z",
  error: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M9.5 9.5l5 5M14.5 9.5l-5 5",
  trash: "M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12",
  open: "M13 5h6v6M19 5l-9 9M17 14v5H5V7h5",
  play: "M8 5.5v13l10.5-6.5z",
  restore: "M5 5v5h5M5.5 10A7.5 7.5 0 1 1 4.5 14",
  pulse: "M4 12h4l2.5-6 4 12 2.5-6H20",
  clock: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 8v4.5l3 2",
  dot: "M12 12h.01",
  more: "M5 12a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0M11.2 12a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0M17.4 12a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0",
  page: "M5 5h14v14H5zM5 10h14M10 10v9",
  key: "M14.5 4a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M10.5 13.5 5 19v2h3l1-2h2v-2M16 8.5v.01",
  gear: "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6M12 3v3M12 18v3M4.2 7.5l2.6 1.5M17.2 15l2.6 1.5M4.2 16.5 6.8 15M17.2 9l2.6-1.5",
  edit: "M5 19h3L18.5 8.5l-3-3L5 16zM13 8l3 3",
  download: "M12 4v11M7.5 10.5 12 15l4.5-4.5M5 19h14",
  back: "M19 12H5M11 6l-6 6 6 6",
} as const;

/** The icons there are. */
export type IconName = keyof typeof paths;

/** A line icon; the words beside it name it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}

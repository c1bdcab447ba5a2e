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
  shuffle:
    "M4 7h3c4 0 6 10 10 10h3M4 17h3c1.6 0 2.9-1.6 4-3.6M13.2 9.8C14.2 8.2 15.4 7 17 7h3M17.5 4.5 20 7l-2.5 2.5M17.5 14.5 20 17l-2.5 2.5",
  back: "M19 12H5M11 6l-6 6 6 6",
  up: "m6 14.5 6-6 6 6",
  down: "m6 9.5 6 6 6-6",
  undo: "M9 6 4.5 10.5 9 15M5 10.5h9a5 5 0 0 1 0 10h-3",
  redo: "M15 6l4.5 4.5L15 15M19 10.5h-9a5 5 0 0 0 0 10h3",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  leave: "M14 5H6v14h8M11 12h9M16.5 8.5 20 12l-3.5 3.5",
  copy: "M9 9h10v10H9zM6 15H5V5h10v1",
  text: "M5 6h14M5 11h14M5 16h9",
  target: "M12 5a7 7 0 1 0 0 14 7 7 0 0 0 0-14M12 2.5v4M12 17.5v4M2.5 12h4M17.5 12h4",
  refresh: "M19 5v5h-5M18.5 10A7.5 7.5 0 1 0 19.5 14",
  previous: "M14 6l-6 6 6 6",
  next: "M10 6l6 6-6 6",
  ascending: "M12 19V5M6.5 10.5 12 5l5.5 5.5",
  descending: "M12 5v14M6.5 13.5 12 19l5.5-5.5",
  table: "M4 6h16v12H4zM4 11h16M10 6v12",
  chart: "M5 4v15h15M9 15v-4M13 15V8M17 15v-6",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9v.01",
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

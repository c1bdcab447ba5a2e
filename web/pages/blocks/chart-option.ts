import type { EChartsCoreOption } from "echarts/core";
import { pageViewWords as words } from "../../words/page-view.ts";
import type { ChartView, Points } from "./chart-data.ts";
import { writerOf } from "./format.ts";

/** Colours and font as the page has them, made out where the chart stands. */
export interface ChartLook {
  readonly series: readonly string[];
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly surface: string;
  readonly font: string;
  /** Whether the reader wants things to move. */
  readonly moves: boolean;
}

/** Each series has a mark of its own besides its colour. */
const marks = ["circle", "rect", "triangle", "diamond", "roundRect", "pin", "arrow", "emptyCircle"];
/** More points than this are drawn without marks. */
const mostMarks = 60;

interface Frame {
  /** Pixels that it may take. */
  readonly width: number;
  /** The title, where it is to be in the picture. */
  readonly heading?: string;
}

/** Describes the chart to ECharts. */
export function optionOf(
  view: ChartView,
  points: Points,
  look: ChartLook,
  { width, heading }: Frame,
): EChartsCoreOption {
  const { kind, series, stacked, x } = view;
  const many = series.length > 1;
  const write = writerOf(view);
  const tick = writerOf(view, { use: "ticks" });
  const writeX = xWriter(view, points);
  const text = { color: look.soft, fontFamily: look.font, fontSize: 12 };
  const top = heading === undefined ? 0 : 36;
  return {
    useUTC: points.areDays,
    animation: look.moves,
    animationDuration: 300,
    color: [...look.series],
    textStyle: { fontFamily: look.font },
    ...(heading === undefined
      ? {}
      : {
          title: {
            text: heading,
            textStyle: { color: look.ink, fontFamily: look.font, fontSize: 18 },
          },
        }),
    aria: { enabled: true, label: { description: describe(view, points) } },
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      confine: true,
      backgroundColor: look.surface,
      borderColor: look.line,
      textStyle: { color: look.ink, fontFamily: look.font, fontSize: 12 },
      axisPointer: {
        type: kind === "bar" ? "shadow" : "line",
        lineStyle: { color: look.soft },
        shadowStyle: { color: look.line, opacity: 0.35 },
      },
      valueFormatter: (value: unknown) => write(typeof value === "number" ? value : null),
    },
    legend: many
      ? {
          type: "scroll",
          top,
          left: 0,
          icon: kind === "bar" ? "roundRect" : undefined,
          textStyle: text,
          pageIconColor: look.soft,
          pageTextStyle: text,
        }
      : { show: false },
    grid: {
      top: top + (many ? 40 : 16),
      left: 4,
      right: 16,
      bottom: x.label === undefined ? 4 : 28,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    xAxis: {
      type: points.axis,
      ...(points.axis === "category" ? { data: points.x } : {}),
      ...(points.axis === "value" ? { scale: true } : {}),
      splitNumber: Math.max(2, Math.floor(width / 110)),
      ...(x.label === undefined
        ? {}
        : { name: x.label, nameLocation: "middle", nameGap: 30, nameTextStyle: text }),
      axisLine: { lineStyle: { color: look.line } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: { ...text, ...xLabels(points, width) },
      axisPointer: {
        label: { formatter: ({ value }: { value: number | string }) => writeX(value) },
      },
    },
    yAxis: {
      type: "value",
      axisLabel: { ...text, formatter: (value: number) => tick(value) },
      splitLine: { lineStyle: { color: look.line } },
    },
    series: series.map(({ label }, at) => ({
      name: label,
      type: kind,
      ...(stacked ? { stack: "all" } : {}),
      data: (points.series[at] ?? []).map((value, index) =>
        points.axis === "category" ? value : [points.x[index], value],
      ),
      ...(kind === "line"
        ? {
            symbol: marks[at],
            symbolSize: 7,
            showSymbol: points.x.length <= mostMarks,
            lineStyle: { width: 2.5 },
            emphasis: { disabled: true },
            ...(stacked ? { areaStyle: { opacity: 0.25 } } : {}),
          }
        : { barMaxWidth: 48, itemStyle: { borderRadius: stacked ? 0 : [4, 4, 0, 0] } }),
    })),
  };
}

/** About what the labels of the other axis, and the space between two, take. */
const [besideAxis, betweenLabels] = [70, 10];
const leastLabel = 44;

/** Few names all stand there, cut where they must be; of many and of dates those that have place. */
function xLabels({ axis, x, areDays }: Points, width: number) {
  if (axis === "time") return { hideOverlap: true, formatter: dateTicks(x, areDays) };
  const place = (width - besideAxis) / x.length - betweenLabels;
  if (axis === "value" || place < leastLabel) return { hideOverlap: true };
  return { interval: 0, width: place, overflow: "truncate" };
}

const dayMs = 86_400_000;

/** As exact as the dates lie apart. */
function dateTicks(x: Points["x"], areDays: boolean): (value: number) => string {
  const span = Number(x.at(-1) ?? 0) - Number(x[0] ?? 0);
  const style: Intl.DateTimeFormatOptions =
    span > 900 * dayMs
      ? { month: "short", year: "numeric" }
      : areDays || span > 3 * dayMs
        ? { day: "numeric", month: "short" }
        : { hour: "2-digit", minute: "2-digit" };
  const { format } = new Intl.DateTimeFormat(undefined, {
    ...style,
    ...(areDays ? { timeZone: "UTC" } : {}),
  });
  return (value) => format(value);
}

/** Writes what stands at a place of the horizontal axis. */
function xWriter({ x }: ChartView, { axis, areDays }: Points): (value: number | string) => string {
  if (axis === "category") return String;
  const write = writerOf(x);
  if (axis === "value" || !areDays) return write;
  return (value) => write(new Date(value).toISOString().slice(0, 10));
}

/** What a screen reader says of the picture. */
export function describe({ kind, title, series }: ChartView, { x }: Points): string {
  return words.chartOf(
    kind === "bar" ? words.barChart : words.lineChart,
    title ?? words.kinds.chart,
    series.map(({ label }) => label).join(", "),
    new Intl.NumberFormat().format(x.length),
  );
}

import { BarChart, LineChart } from "echarts/charts";
import {
  AriaComponent,
  GridComponent,
  LegendScrollComponent,
  TitleComponent,
  TooltipComponent,
} from "echarts/components";
import { type EChartsType, init, use as register } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useImperativeHandle, useMemo, useRef, useState, type Ref } from "react";
import type { ChartView, Points } from "./chart-data.ts";
import { type ChartLook, describe, optionOf } from "./chart-option.ts";

register([
  AriaComponent,
  BarChart,
  CanvasRenderer,
  GridComponent,
  LegendScrollComponent,
  LineChart,
  TitleComponent,
  TooltipComponent,
]);

/** What can be asked of a chart that is drawn. */
export interface ChartHandle {
  /** The chart with its title on the ground of the page, as PNG. */
  readonly picture: () => Promise<Blob>;
}

interface ChartCanvasProps {
  readonly view: ChartView;
  readonly points: Points;
  readonly ref: Ref<ChartHandle>;
}

/** Draws a chart in the colours of the page. */
export default function ChartCanvas({ view, points, ref }: ChartCanvasProps) {
  const place = useRef<HTMLDivElement>(null);
  const tones = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const look = useLook(tones);
  const [width, setWidth] = useState(0);
  const option = useMemo(
    () => look && width && optionOf(view, points, look, { width }),
    [view, points, look, width],
  );
  const label = describe(view, points);

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const made = init(element);
    chart.current = made;
    const resize = new ResizeObserver(() => {
      made.resize();
      setWidth(element.clientWidth);
    });
    resize.observe(element);
    return () => {
      resize.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    if (option) chart.current?.setOption(option, { notMerge: true });
  }, [option]);
  useImperativeHandle(ref, () => ({ picture: async () => pictureOf(view, points, look, width) }), [
    view,
    points,
    look,
    width,
  ]);
  return (
    <>
      <div ref={tones} className="chart-tones" aria-hidden="true" hidden>
        {Array.from({ length: 8 }, (_, at) => (
          <i key={at} className={`chart-tone-${at + 1}`} />
        ))}
      </div>
      <div ref={place} className="chart-place" role="img" aria-label={label} />
    </>
  );
}

/** Reads the colours where the chart stands: in a stylesheet they are still a pair, light and dark. */
function useLook(tones: React.RefObject<HTMLDivElement | null>): ChartLook | undefined {
  const [look, setLook] = useState<ChartLook>();
  useEffect(() => {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const read = () => {
      const element = tones.current;
      if (!element) return;
      const { color, backgroundColor, borderTopColor, outlineColor, fontFamily } =
        getComputedStyle(element);
      setLook({
        series: Array.from(element.children, (tone) => getComputedStyle(tone).color),
        ink: color,
        soft: outlineColor,
        line: borderTopColor,
        surface: backgroundColor,
        font: fontFamily,
        moves: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      });
    };
    read();
    dark.addEventListener("change", read);
    return () => dark.removeEventListener("change", read);
  }, [tones]);
  return look;
}

/** Draws it once more beside the page, with its title. */
async function pictureOf(
  view: ChartView,
  points: Points,
  look: ChartLook | undefined,
  shownWidth: number,
): Promise<Blob> {
  if (!look) throw new Error("The chart is not drawn yet");
  const width = Math.max(640, shownWidth);
  const made = init(document.createElement("div"), null, {
    width,
    height: 420,
    devicePixelRatio: 2,
  });
  made.setOption({
    ...optionOf(view, points, look, { width, heading: view.title ?? "" }),
    animation: false,
    backgroundColor: look.surface,
  });
  const address = made.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: look.surface });
  made.dispose();
  const bytes = Uint8Array.from(atob(address.slice(address.indexOf(",") + 1)), (byte) =>
    byte.charCodeAt(0),
  );
  return new Blob([bytes], { type: "image/png" });
}

import { Suspense, lazy, useMemo, useRef, useState } from "react";
import { download } from "../../data/download.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { pageViewWords as words } from "../../words/page-view.ts";
import { BlockFrame } from "./block-frame.tsx";
import type { ChartHandle } from "./chart-canvas.tsx";
import { type ChartView, pointsOf, rowsOf } from "./chart-data.ts";
import { DataTable } from "./data-table.tsx";
import { isDate } from "./format.ts";
import { FedBody, type FedProps, answerOf } from "./fed.tsx";
import "./chart.css";

const ChartCanvas = lazy(() => import("./chart-canvas.tsx"));

interface ChartProps extends FedProps {
  readonly block: ChartView;
}

/** Lines or bars, or the same as a table. */
export function Chart({ block, state, reload, level }: ChartProps) {
  const [isTable, setIsTable] = useState(false);
  const canvas = useRef<ChartHandle>(null);
  const answer = answerOf(state, "chart");
  const title = block.title ?? words.kinds.chart;
  const points = useMemo(() => answer && pointsOf(block, answer.data), [block, answer]);
  const isEmpty = answer?.data.x.length === 0;

  async function exportPicture() {
    const picture = await canvas.current?.picture();
    if (!picture) return;
    const { fileName } = await import("./csv.ts");
    download(fileName(title, "png"), picture);
  }

  return (
    <BlockFrame
      block={block}
      level={level}
      isReloading={state.isLoading && answer !== undefined}
      tools={
        <>
          <IconButton
            icon={isTable ? "chart" : "table"}
            label={isTable ? words.showChart : words.showTable}
            title={isTable ? words.showChart : words.showTable}
            disabled={!answer || isEmpty}
            onClick={() => setIsTable(!isTable)}
          />
          <IconButton
            icon="image"
            label={words.exportPng}
            title={words.exportPng}
            disabled={!answer || isEmpty || isTable}
            onClick={exportPicture}
          />
        </>
      }
    >
      <FedBody state={state} reload={reload} outline={<div className="chart-outline" />}>
        {answer && points && (
          <>
            {isEmpty ? (
              <p className="chart-none">{words.noRows}</p>
            ) : isTable ? (
              <ChartTable block={block} title={title} rows={rowsOf(answer.data)} />
            ) : (
              <Suspense fallback={<div className="chart-outline" />}>
                <ChartCanvas ref={canvas} view={block} points={points} />
              </Suspense>
            )}
            {points.left > 0 && <p className="block-said">{words.leftOut(points.left)}</p>}
          </>
        )}
      </FedBody>
    </BlockFrame>
  );
}

interface ChartTableProps {
  readonly block: ChartView;
  readonly title: string;
  readonly rows: ReturnType<typeof rowsOf>;
}

function ChartTable({ block, title, rows }: ChartTableProps) {
  const { x, series, format, currency } = block;
  const columns = useMemo(
    () => [
      { ...x, label: x.label ?? (isDate(x.format) ? words.date : words.horizontal) },
      ...series.map(({ label }) => ({
        label,
        format: format === "text" ? ("number" as const) : format,
        currency,
      })),
    ],
    [x, series, format, currency],
  );
  return (
    <DataTable
      title={title}
      columns={columns}
      rows={rows.map((cells, index) => ({ cells, index }))}
      pageSize={25}
    />
  );
}

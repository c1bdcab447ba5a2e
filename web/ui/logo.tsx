import "./logo.css";

/** A connector's logo. It goes through an image, so that nothing in its SVG can run. */
export function Logo({ svg }: { readonly svg: string }) {
  return (
    <span className="logo">
      <img src={`data:image/svg+xml,${encodeURIComponent(svg)}`} alt="" width={20} height={20} />
    </span>
  );
}

/** Style of the sign-in and inspector pages; `accent` is a CSS colour of our own choice. */
export const styleOf = (accent: string) => `
:root { font: 15px/1.5 system-ui, sans-serif; color: #1f2328; background: #f6f7f9; }
body { margin: 0; }
header, footer { background: #fff; padding: 12px 24px; border-bottom: 1px solid #d9dde3; }
header strong { color: ${accent}; }
footer { border: 0; border-top: 1px solid #d9dde3; }
footer form { display: inline-block; margin: 0 8px 8px 0; }
.act { display: flex; flex-wrap: wrap; gap: 8px; margin: 0 0 8px; }
nav { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 0 0 12px; }
a { color: ${accent}; text-decoration: none; }
a[aria-current] { color: #1f2328; font-weight: 600; }
main { max-width: 960px; margin: 24px auto; padding: 0 24px; }
h1 { font-size: 22px; font-weight: 600; }
h2 { font-size: 15px; font-weight: 600; margin: 16px 0 6px; }
.quiet { color: #59636e; }
.card { background: #fff; border: 1px solid #d9dde3; border-radius: 8px; padding: 16px 20px; margin: 0 0 16px; }
main.card { max-width: 560px; margin: 24px auto; overflow-wrap: anywhere; }
code { color: #59636e; font: 13px ui-monospace, monospace; }
.actions { display: flex; gap: 8px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; background: #fff; width: 100%; }
th, td { border: 1px solid #d9dde3; padding: 4px 8px; text-align: left; vertical-align: top; }
th { background: #f0f2f5; font-weight: 500; }
button { font: inherit; padding: 6px 14px; border: 1px solid #d9dde3; border-radius: 4px; background: #fff; cursor: pointer; }
button.main { background: ${accent}; color: #fff; border-color: ${accent}; }
.choice { display: flex; gap: 8px; margin: 4px 0; }
pre { white-space: pre-wrap; font: inherit; margin: 0; }
`;

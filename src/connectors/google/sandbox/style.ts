/** Style of the sign-in and inspector pages. */
export const style = `
:root { font: 15px/1.5 system-ui, sans-serif; color: #202124; background: #f8f9fa; }
body { margin: 0; }
header, footer { background: #fff; padding: 12px 24px; border-bottom: 1px solid #dadce0; }
footer { border: 0; border-top: 1px solid #dadce0; }
footer form { display: inline-block; margin: 0 8px 8px 0; }
nav { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-top: 6px; }
a { color: #1a73e8; text-decoration: none; }
a[aria-current] { color: #202124; font-weight: 600; }
main { max-width: 960px; margin: 24px auto; padding: 0 24px; }
h1 { font-size: 22px; font-weight: 500; }
h2 { font-size: 15px; font-weight: 600; margin: 16px 0 6px; }
.quiet { color: #5f6368; }
.card { background: #fff; border: 1px solid #dadce0; border-radius: 8px; padding: 16px 20px; margin: 0 0 16px; }
main.card { max-width: 560px; margin: 24px auto; overflow-wrap: anywhere; }
table { border-collapse: collapse; background: #fff; width: 100%; }
th, td { border: 1px solid #dadce0; padding: 4px 8px; text-align: left; vertical-align: top; }
th { background: #f1f3f4; font-weight: 500; }
button { font: inherit; padding: 6px 14px; border: 1px solid #dadce0; border-radius: 4px; background: #fff; cursor: pointer; }
button.main { background: #1a73e8; color: #fff; border-color: #1a73e8; }
label.choice { display: flex; gap: 8px; margin: 4px 0; }
pre { white-space: pre-wrap; font: inherit; margin: 0; }
`;

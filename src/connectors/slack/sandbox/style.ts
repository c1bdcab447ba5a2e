/** The look of the stand-in's pages: plain, light, our own. */
export const style = `
*{box-sizing:border-box}
body{margin:0;font:15px/1.5 system-ui,sans-serif;color:#1d1c1d;background:#f6f4f7}
a{color:inherit;text-decoration:none}
h1{font-size:20px;margin:0 0 4px}
h2{font-size:13px;margin:20px 0 6px;color:#616061;text-transform:uppercase;letter-spacing:.04em}
p{margin:4px 0}
code{font:13px ui-monospace,monospace;color:#616061;overflow-wrap:anywhere}
button{font:inherit;padding:5px 12px;border:1px solid #bbb;border-radius:6px;background:#fff;cursor:pointer}
button.main{background:#4a2a5a;border-color:#4a2a5a;color:#fff}
input[type=text],input[type=number]{font:inherit;padding:4px 6px;border:1px solid #bbb;border-radius:6px;width:9em}
input[type=number]{width:5em}
label{font-size:13px;color:#616061}
.choice{font-size:15px;color:inherit}
.quiet{color:#616061;font-size:13px}
.card{max-width:560px;margin:6vh auto;padding:28px 32px;background:#fff;border:1px solid #ddd;border-radius:10px}
.choice{display:flex;gap:10px;padding:5px 0;align-items:baseline}
.choice code{display:block}
.actions{display:flex;gap:10px;margin-top:22px}
.frame{display:grid;grid-template-columns:230px minmax(0,1fr) 300px;min-height:100vh}
.side{background:#3f2a4d;color:#efe9f2;padding:18px 14px}
.side h2,.side .quiet{color:#c9bcd1}
.side a{display:block;padding:2px 8px;border-radius:5px;overflow-wrap:anywhere}
.side a:hover,.side a[aria-current]{background:#6b4a80}
.main-column{background:#fff;padding:18px 24px}
.levers{padding:18px 16px;border-left:1px solid #ddd}
.main-column form,.levers form{display:flex;flex-wrap:wrap;gap:6px;align-items:center;margin:6px 0}
.message{padding:8px 0;border-bottom:1px solid #f0eef1}
.message.reply{margin-left:28px}
.message .text{white-space:pre-wrap;overflow-wrap:anywhere}
.chip{display:inline-block;margin:2px 4px 0 0;padding:0 8px;border:1px solid #ddd;border-radius:12px;font-size:13px;background:#faf9fb}
@media (max-width:900px){.frame{grid-template-columns:1fr}}
`;

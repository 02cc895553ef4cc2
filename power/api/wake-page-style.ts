/** The page's looks: one column, light or dark as the reader has it, still for whoever wants no motion. */
export const STYLE = `
:root { color-scheme: light dark; --paper: #faf7f2; --ink: #2b2622; --soft: #6b625a; --fur: #c9803f; --deed: #8a4b12; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #1d1a17; --ink: #f1ebe3; --soft: #b3a89c; --fur: #d9965a; --deed: #f0b47c; }
}
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.5 system-ui, sans-serif; }
main { width: min(34rem, 100% - 2rem); padding: 2rem 0; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0.5rem 0; }
p { margin: 0.5rem 0; }
svg { width: 7rem; fill: var(--fur); stroke: var(--ink); stroke-width: 2; stroke-linecap: round; }
.line { fill: none; }
.open { fill: var(--ink); }
[data-state=online] .shut, :not([data-state=online]) > svg .open { display: none; }
@media (prefers-reduced-motion: no-preference) {
  [data-state=asleep] svg { animation: breathe 4s ease-in-out infinite; transform-origin: bottom; }
  @keyframes breathe { 50% { transform: scaleY(0.97); } }
}
progress { width: 100%; height: 0.75rem; accent-color: var(--deed); }
button { font: inherit; font-weight: 600; padding: 0.75rem 1.5rem; margin: 1rem 0; border: 0; border-radius: 0.5rem;
  background: var(--deed); color: var(--paper); cursor: pointer; }
button:focus-visible, a:focus-visible, summary:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
a { color: var(--deed); }
.soft, details { color: var(--soft); }
ol { padding-left: 1.25rem; }
[hidden] { display: none; }
`;

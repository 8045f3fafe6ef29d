/** At most three; the last one is the way out. */
export function Steps({ steps }: { readonly steps: readonly string[] }) {
  return (
    <ol className="steps">
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}

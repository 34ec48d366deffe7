/** The names of the columns, printed once at the top. */
export function RegisterHead() {
  return (
    <div
      role="row"
      className="register-grid h-8 items-center border-b border-ink text-[0.75rem] tracking-wide text-soft"
    >
      <span role="columnheader">Date</span>
      <span role="columnheader">Payee</span>
      <span role="columnheader">Category, memo</span>
      <span role="columnheader" className="number-column text-right">
        Number
      </span>
      <span role="columnheader">
        <span className="sr-only">Cleared</span>
      </span>
      <span role="columnheader" className="text-right">
        Payment
      </span>
      <span role="columnheader" className="text-right">
        Deposit
      </span>
      <span role="columnheader" className="text-right">
        Balance
      </span>
    </div>
  );
}

/**
 * Expected failures as values: every command and parser under lib/ledger answers with one of these.
 * It does not know which errors there are; each module declares its own, tagged by `kind`.
 */

export type Result<Value, Failure extends { readonly kind: string }> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({
  ok: true,
  value,
});

export const fail = <Failure extends { readonly kind: string }>(
  error: Failure,
): { readonly ok: false; readonly error: Failure } => ({ ok: false, error });

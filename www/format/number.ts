/** 1128960 -> ['1', '128', '960']; counts are decimal strings or BigInt and never pass through a double. */
export function groups(value: string | bigint): string[] {
  return String(BigInt(value))
    .replace(/\B(?=(\d{3})+$)/g, ',')
    .split(',');
}

export function grouped(value: string | bigint): string {
  return groups(value).join(',');
}

/** With its mark, minus as U+2212; zero has no mark. */
export function signed(value: string | bigint): string {
  const exact = BigInt(value);
  if (exact === 0n) return '0';
  return exact > 0n ? `+${grouped(exact)}` : `−${grouped(-exact)}`;
}

/** Width of a grouped number in em of Libertinus Serif, so that the type is sized before the number is known. */
export function emWidth(digits: number): number {
  const commas = Math.floor((digits - 1) / 3);
  const room = digits > 15 ? 0.42 : 0.12;
  return Math.round((digits * 0.465 + commas * 0.22 + room) * 1000) / 1000;
}

/** part / whole as a double, for bars and percentages only. */
export function ratio(part: bigint, whole: bigint): number {
  if (whole === 0n) return 0;
  return Number((part * 1_000_000_000n) / whole) / 1_000_000_000;
}

/** A share 0..1 as a percentage with two significant figures: 0.0417 -> '4.2', 0.00003 -> '0.003'. */
export function percent(share: number): string {
  const value = share * 100;
  if (value === 0) return '0';
  if (value >= 10) return String(Math.round(value));
  return trimZeros(value.toFixed(Math.min(7, 1 - Math.floor(Math.log10(value)))));
}

function trimZeros(decimals: string): string {
  return decimals.replace(/\.?0+$/, '');
}

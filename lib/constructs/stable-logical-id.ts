/**
 * A logical id made of names instead of the place in the construct tree: what holds data keeps it when its construct is
 * renamed or moved within the stack.
 *
 * @param names lower case words, parted by dashes, as validateName has them
 */
export function stableLogicalId(...names: string[]): string {
  return names
    .flatMap((name) => name.split('-'))
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}

/** Empty: without one of its own the bundler takes the product's, which lies above in the tree. */
export function register(): void {
  // Nothing to begin.
}

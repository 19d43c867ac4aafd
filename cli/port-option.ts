import { InvalidArgumentError } from 'commander';

/** A port as an option gives it: 0 lets the system choose. */
export const portOption = (text: string): number => {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new InvalidArgumentError('a port is a number from 0 to 65535.');
  }
  return port;
};

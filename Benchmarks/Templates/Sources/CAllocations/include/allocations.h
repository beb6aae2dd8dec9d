/// How often memory was asked for since the program began; -1 where that can't be counted.
long allocationCount(void);

"""The law of treaties written a second time, as an answer-set program, to check the engine on random small worlds."""

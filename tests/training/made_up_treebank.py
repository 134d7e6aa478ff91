"""A treebank of two sentences, in the columns of CoNLL-U."""

ROWS = """# newdoc id = d1
# meta::title = Un essai
# sent_id = d1-1
# text = Le sort du traité dépend des deux.
1	Le	le	DET	_	Definite=Def|Gender=Masc|Number=Sing|PronType=Art	2	det	_	_
2	sort	sort	NOUN	_	Gender=Masc|Number=Sing	6	nsubj	_	_
3-4	du	_	_	_	_	_	_	_	_
3	de	de	ADP	_	_	5	case	_	_
4	le	le	DET	_	Definite=Def	5	det	_	_
5	traité	traité	NOUN	_	Gender=Masc|Number=Sing	2	nmod	_	_
6	dépend	dépendre	VERB	_	Mood=Ind|VerbForm=Fin|Voice=Act	0	root	_	_
7-8	des	_	_	_	_	_	_	_	_
7	de	de	ADP	_	_	9	case	_	_
8	les	le	DET	_	_	9	det	_	_
9	deux	deux	NUM	_	NumType=Card	6	obl:arg	_	SpaceAfter=No
10	.	.	PUNCT	_	_	6	punct	_	_

# sent_id = d1-2
# text = Il fut signé par « eux ».
1	Il	il	PRON	_	_	3	nsubj:pass	_	_
2	fut	être	AUX	_	_	3	aux:pass	_	_
3	signé	signer	VERB	_	_	0	root	_	_
4	par	par	ADP	_	_	6	case	_	_
5	«	«	PUNCT	_	_	6	punct	_	_
6	eux	lui	PRON	_	_	3	obl:mod	_	_
7	»	»	PUNCT	_	_	6	punct	_	SpaceAfter=No
8	.	.	PUNCT	_	_	3	punct	_	_

"""

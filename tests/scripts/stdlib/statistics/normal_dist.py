from statistics import NormalDist

n = NormalDist(100, 15)
print(n, n.pdf(100), n.cdf(115), n.inv_cdf(0.95), n.zscore(130))
# expect: NormalDist(mu=100.0, sigma=15.0) 0.02659615202676218 0.8413447460685429 124.67280440427207 2.0
print(n + 5, n - n, n * 2, n / 3, -n, n.quantiles(), n.overlap(NormalDist(110, 10)))
# expect: NormalDist(mu=105.0, sigma=15.0) NormalDist(mu=0.0, sigma=21.213203435596427) NormalDist(mu=200.0, sigma=30.0) NormalDist(mu=33.333333333333336, sigma=5.0) NormalDist(mu=-100.0, sigma=15.0) [89.88265374705878, 100.0, 110.11734625294122] 0.6538769160102378
print(NormalDist.from_samples([1, 2, 3, 4]), n.samples(2, seed=7), n == NormalDist(100, 15))
# expect: NormalDist(mu=2.5, sigma=1.2909944487358056) [93.1448848896576, 84.50802705008492] True
try:
    n.inv_cdf(1)
except ValueError as e:
    print(e)  # expect: p must be in the range 0.0 < p < 1.0

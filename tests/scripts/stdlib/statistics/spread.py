import statistics as st

data = [2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5]
print(st.variance(data), st.pvariance(data), st.stdev(data), st.pstdev(data))
# expect: 1.3720238095238095 1.1760204081632653 1.171334200612195 1.084444746477784
print(st.variance([1, 2, 3, 4]), st.stdev([1, 2]), st.variance([27, 28], 27.5))
# expect: 1.6666666666666667 0.7071067811865476 0.5
x, y = [1, 2, 3, 4], [2, 4, 5, 9]
print(st.covariance(x, y), st.correlation(x, y), st.linear_regression(x, y), st.correlation(x, y, method="ranked"))
# expect: 3.6666666666666665 0.9647638212377322 LinearRegression(slope=2.2, intercept=-0.5) 1.0
try:
    st.stdev([1])
except st.StatisticsError as e:
    print(e)  # expect: stdev requires at least two data points
